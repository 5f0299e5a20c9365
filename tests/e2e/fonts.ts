import { readFileSync } from 'node:fs'
import type { FrameLocator } from '@playwright/test'

/*
 * A narrow and a wide font that the tests bring with them: the app takes the system's, which may be like either. DejaVu
 * Sans is as wide as Verdana. What they lack (Thai, Chinese) is drawn with a font of the machine.
 */
const fonts = {
  wide: { name: 'dejavu-sans', subsets: ['latin'] },
  narrow: { name: 'sofia-sans-extra-condensed', subsets: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext'] },
} as const

export type Font = keyof typeof fonts
export const fontNames: readonly Font[] = ['wide', 'narrow']

/** What a style names the parts of a font by. */
export const familiesOf = (font: Font): string => fonts[font].subsets.map(subset => `${font}-${subset}`).join(', ')

const faces = fontNames.flatMap(font => fonts[font].subsets.flatMap(subset => ['400', '700'].map((weight) => {
  const { name } = fonts[font]
  const path = `../../node_modules/@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff2`
  return { family: `${font}-${subset}`, weight, data: readFileSync(new URL(path, import.meta.url)).toString('base64') }
})))

/** Makes the fonts known to a page, and adds an empty style sheet. As data they are no request, which the page's policy would forbid. */
export async function loadFonts(app: FrameLocator): Promise<void> {
  await app.locator('html').evaluate(async ({ ownerDocument: page }, all) => {
    await Promise.all(all.map(async ({ family, weight, data }) => {
      const bytes = Uint8Array.from(atob(data), character => character.charCodeAt(0))
      page.fonts.add(await new FontFace(family, bytes.buffer, { weight }).load())
    }))
    page.adoptedStyleSheets.push(new CSSStyleSheet())
  }, faces)
}
