import { expect } from './portal.ts'
import { animationsIn, headingsIn, misfitsIn, smallTargetsIn, violationsOn, widerSpacing, withStyle } from './states/checks.ts'
import { optionsOf, states, test } from './states/index.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** Every view, and everything that opens over one or unfolds in it. */
const inArabic: ReadonlySet<string> = new Set([
  'left menu, loading', 'left menu', 'left menu, nothing unread', 'left menu, no task scope', 'left menu, session over',
  'muted chats unfolded', 'filter pressed', 'search without a match', 'total explained', 'task panel, no such project', 'notifications',
  'action refused', 'row menu on a phone', 'list of keys', 'question before all is read', 'settings of an administrator',
  'group chat', 'group chat, rights unfolded', 'private chat', 'chat without access', 'outside a portal', 'a crash',
  'installation', 'installation, something missing', 'installation, failed', 'repair, done',
])

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
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await violationsOn(page, state), 'axe, in dark colours').toEqual([])
    })

    if (!inArabic.has(state.name)) return
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

test('every state to see in Arabic is one', () => {
  const names = new Set(states.map(({ name }) => name))
  expect([...inArabic].filter(name => !names.has(name))).toEqual([])
})
