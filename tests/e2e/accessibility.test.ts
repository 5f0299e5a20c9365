import { expect } from './portal.ts'
import { animationsIn, headingsIn, misfitsIn, smallTargetsIn, violationsOn, widerSpacing, withStyle } from './states/checks.ts'
import { optionsOf, states, test } from './states/index.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const state of states) {
  test.describe(() => {
    test.use(optionsOf(state))

    // German has the longest words.
    test(`axe finds nothing, nothing moves, and all fits at any size: ${state.name}`, async ({ page, show }) => {
      const { html } = await show(state, { lang: 'de' })
      expect(await violationsOn(page, state), 'axe').toEqual([])
      expect(await animationsIn(html), 'moving').toEqual([])
      expect(await smallTargetsIn(html), 'targets').toEqual([])
      // One heading of the first level, and no level left out on the way down.
      expect(await headingsIn(html), 'headings').toMatch(/^1( 2( 3)*)*$/)
      for (const width of [640, 320]) {
        await page.setViewportSize({ width, height: 700 })
        expect(await misfitsIn(html), `${width} px`).toEqual([])
      }
      expect(await smallTargetsIn(html), 'targets at 320 px').toEqual([])
      expect(await withStyle(html, widerSpacing, () => misfitsIn(html)), 'wider spacing').toEqual([])
    })

    test.describe(() => {
      test.use({ colorScheme: 'dark', locale: 'ar', viewport: { width: 320, height: 700 } })

      test(`axe finds nothing in dark colours, from right to left, at 320 px: ${state.name}`, async ({ page, show }) => {
        const { html } = await show(state, { lang: 'ar', theme: 'dark' })
        expect(await violationsOn(page, state), 'axe').toEqual([])
        expect(await misfitsIn(html), 'misfits').toEqual([])
      })
    })
  })
}
