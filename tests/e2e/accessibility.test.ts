import type { Page } from '@playwright/test'
import { expect } from './portal.ts'
import { animationsIn, headingsIn, misfitsIn, rulesOfColors, smallTargetsIn, violationsIn, widerSpacing, withStyle } from './states/checks.ts'
import { begin, journeys, optionsOf, type Stage, test, titleOf } from './states/index.ts'

interface Look { readonly width: number, readonly scheme: 'light' | 'dark', readonly dir: 'ltr' | 'rtl' }

/** As another person would look at the same page. */
async function look({ page, html }: { page: Page, html: Stage['html'] }, { width, scheme, dir }: Partial<Look>): Promise<void> {
  if (width !== undefined) await page.setViewportSize({ width, height: 700 })
  if (scheme !== undefined) await page.emulateMedia({ colorScheme: scheme })
  if (dir !== undefined) await html.evaluate((root, direction) => void root.setAttribute('dir', direction), dir)
}

for (const journey of journeys) {
  test.describe(() => {
    test.use(optionsOf(journey))

    // German has the longest words.
    test(`axe finds nothing, nothing moves, and all fits at any size: ${titleOf(journey)}`, async ({ page, portal }) => {
      test.setTimeout(journey.states.length * 30_000 + 30_000)
      const stage = await begin(journey, { page, portal, opening: { lang: 'de' } })
      const { html } = stage
      const width = journey.touch === true ? 320 : 1280
      for (const state of journey.states) {
        await test.step(state.name, async () => {
          await state.act(stage)
          expect(await violationsIn(html, rulesOfColors), 'axe, in light colours').toEqual([])
          expect(await animationsIn(html), 'moving').toEqual([])
          expect(await smallTargetsIn(html), 'targets').toEqual([])
          // One heading of the first level, and no level left out on the way down.
          expect(await headingsIn(html), 'headings').toMatch(/^1( 2( 3)*)*$/)
          await look(stage, { width: 640 })
          expect(await misfitsIn(html), '640 px').toEqual([])
          await look(stage, { width: 320 })
          expect(await misfitsIn(html), '320 px').toEqual([])
          expect(await smallTargetsIn(html), 'targets at 320 px').toEqual([])
          expect(await withStyle(html, widerSpacing, () => misfitsIn(html)), 'wider spacing').toEqual([])
          await look(stage, { scheme: 'dark', dir: 'rtl' })
          expect(await misfitsIn(html), 'from right to left').toEqual([])
          expect(await violationsIn(html), 'axe, in dark colours, from right to left, at 320 px').toEqual([])
          await look(stage, { width, scheme: 'light', dir: 'ltr' })
        })
      }
    })
  })
}

test('every state has a name of its own', () => {
  const names = journeys.flatMap(({ states }) => states.map(({ name }) => name))
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
