import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Locator } from '@playwright/test'
import type axe from 'axe-core'

/** Half as long as what `axe.source` has, and read by each page. */
const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The rules of axe whose outcome depends on colours. */
export const rulesOfColors = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds wrong in a document, one line each. It runs in the frame itself: from outside it takes four times as long.
 *
 * @param rules tags or ids of rules. @default all of WCAG, and what is good practice
 */
export async function violationsIn(html: Locator, rules: readonly string[] = standards): Promise<string[]> {
  const root = await html.elementHandle()
  const frame = await root.ownerFrame()
  if (frame == null) throw new Error('The document is in no frame.')
  if (!await frame.evaluate(() => 'axe' in window)) await frame.evaluate(source)
  return frame.evaluate(async (runOnly) => {
    const { axe: { run } } = window as unknown as { axe: typeof axe }
    const { violations } = await run(document, { runOnly, resultTypes: ['violations'], selectors: false, preload: false })
    return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary ?? ''}`))
  }, [...rules])
}

/**
 * Targets below 24 × 24 px. Stricter than WCAG 2.5.8, which lets space around a target count; the kit's switches and radio
 * buttons are left to axe, which knows the exceptions.
 */
export const smallTargetsIn = (html: Locator): Promise<string[]> => html.evaluate((root) => {
  const targets = root.querySelectorAll('button:not([role]), a[href], input, select, summary')
  return [...targets].flatMap((target) => {
    const isHidden = !target.checkVisibility() || target.closest('[aria-hidden="true"]') !== null
    const { width, height } = target.getBoundingClientRect()
    return isHidden || (width >= 23.5 && height >= 23.5) ? [] : [`${width} × ${height}: ${target.outerHTML.slice(0, 160)}`]
  })
})

/** What has to be scrolled sideways, save where it is meant to be, and lines that are cut off. */
export const misfitsIn = (html: Locator): Promise<string[]> => html.evaluate((root) => {
  const isSeen = ({ clientWidth, clientHeight }: Element) => clientWidth > 1 && clientHeight > 1
  return [root, ...root.querySelectorAll('body *')].filter(isSeen).flatMap((element) => {
    const { overflowX, overflowY, contain, webkitLineClamp } = getComputedStyle(element)
    const scrolls = !element.hasAttribute('data-scrolls-sideways') && (element === root || overflowX === 'auto' || overflowX === 'scroll')
    const cuts = overflowY === 'hidden' || overflowY === 'clip' || contain.includes('strict')
    const name = element.outerHTML.slice(0, 160)
    return [
      ...(scrolls && element.scrollWidth > element.clientWidth ? [`${element.scrollWidth} in ${element.clientWidth} px wide: ${name}`] : []),
      ...(cuts && webkitLineClamp === 'none' && element.scrollHeight > element.clientHeight + 2
        ? [`${element.scrollHeight} in ${element.clientHeight} px high: ${name}`]
        : []),
    ]
  })
})

/** The levels of the headings a screen reader finds, in order: "1 2 2 3". */
export const headingsIn = (html: Locator): Promise<string> => html.evaluate(root => (
  [...root.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(heading => heading.checkVisibility()).map(({ tagName }) => tagName.slice(1)).join(' ')
))

/** What moves, for longer than an instant. */
export const animationsIn = (html: Locator): Promise<string[]> => html.evaluate(({ ownerDocument }) => (
  ownerDocument.getAnimations().flatMap(({ effect, playState }) => {
    const duration = Number(effect?.getComputedTiming().duration)
    return playState === 'running' && duration > 1 && effect instanceof KeyframeEffect ? [`${duration} ms: ${effect.target?.outerHTML.slice(0, 160) ?? ''}`] : []
  })
))

/** What a person may do to the text (WCAG 1.4.12). */
export const widerSpacing = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'

/** Looks at the page with a style of the reader's: as a constructed sheet, which the page's policy allows. */
export async function withStyle<T>(html: Locator, css: string, look: () => Promise<T>): Promise<T> {
  await html.evaluate(({ ownerDocument: page }, text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    page.adoptedStyleSheets.push(sheet)
  }, css)
  const found = await look()
  await html.evaluate(({ ownerDocument: page }) => void page.adoptedStyleSheets.pop())
  return found
}
