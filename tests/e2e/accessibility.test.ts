import type { Page } from '@playwright/test'
import { expect } from './portal.ts'
import { checksIn, frameOf, rulesOfColors, standards, widerSpacing } from './states/checks.ts'
import { begin, journeys, optionsOf, test, titleOf } from './states/index.ts'

/** Sets how large a person's browser draws text that says nothing of its size, in px. */
async function fontSizeSetter(page: Page): Promise<(standard: number) => Promise<void>> {
  const devtools = await page.context().newCDPSession(page)
  return async (standard) => {
    await devtools.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } })
  }
}

for (const journey of journeys) {
  test.describe(() => {
    test.use(optionsOf(journey))

    // German has the longest words.
    test(`axe finds nothing, nothing moves, and all fits at any size: ${titleOf(journey)}`, async ({ page, portal }) => {
      test.setTimeout(journey.states.length * 30_000 + 30_000)
      const stage = await begin(journey, { page, portal, opening: { lang: 'de' } })
      const setFontSize = await fontSizeSetter(page)
      const height = 700
      const usual = { width: journey.touch === true ? 320 : 1280, height }
      for (const state of journey.states) {
        await test.step(state.name, async () => {
          await state.act(stage)
          const frame = await frameOf(stage.html)
          const checks = await checksIn(frame)
          const asUsual = await frame.evaluate(async ({ checks, rules }) => ({
            moving: checks.animations(),
            smallTargets: checks.smallTargets(),
            headings: checks.headings(),
            violations: await checks.violations(rules),
          }), { checks, rules: rulesOfColors })
          // One heading of the first level, and no level left out on the way down.
          expect(asUsual).toEqual({ moving: [], smallTargets: [], headings: expect.stringMatching(/^1( 2( 3)*)*$/) as unknown, violations: [] })

          await page.setViewportSize({ width: 640, height: 320 })
          expect(await frame.evaluate(({ overflows }) => overflows(), checks), 'in a low window').toEqual([])

          await setFontSize(32)
          const enlarged = await frame.evaluate(async ({ overflows }) => (
            { overflows: await overflows(), fontSize: getComputedStyle(document.documentElement).fontSize }
          ), checks)
          expect(enlarged, 'text twice as large').toEqual({ fontSize: '32px', overflows: [] })
          await setFontSize(16)

          await page.setViewportSize({ width: 320, height })
          const atSmallest = await frame.evaluate(async ({ checks: { overflows, smallTargets, withStyle }, spacing }) => ({
            overflows: await overflows(),
            smallTargets: smallTargets(),
            withWiderSpacing: await withStyle(spacing, overflows),
          }), { checks, spacing: widerSpacing })
          expect(atSmallest, '320 px').toEqual({ overflows: [], smallTargets: [], withWiderSpacing: [] })

          // As another person would look at the same page.
          await page.emulateMedia({ colorScheme: 'dark' })
          const fromRight = await frame.evaluate(async ({ checks: { overflows, violations }, rules }) => {
            const { classList } = document.documentElement
            document.documentElement.dir = 'rtl'
            classList.add('dark')
            classList.remove('light')
            const isDark = getComputedStyle(document.documentElement).colorScheme === 'dark'
            const found = { isDark, overflows: await overflows(), violations: await violations(rules) }
            document.documentElement.dir = 'ltr'
            classList.add('light')
            classList.remove('dark')
            return found
          }, { checks, rules: standards })
          expect(fromRight, 'in dark colours, from right to left').toEqual({ isDark: true, overflows: [], violations: [] })

          await page.emulateMedia({ colorScheme: 'light' })
          await page.setViewportSize(usual)
        })
      }
    })
  })
}

test('every state has a name of its own', () => {
  const names = journeys.flatMap(({ states }) => states.map(({ name }) => name))
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
