import { chromiumArguments, chromiumPath } from '../../scripts/chromium.mjs'
import { expect } from './portal.ts'
import { misfitsIn } from './states/checks.ts'
import { optionsOf, states, test } from './states/index.ts'

const executablePath = chromiumPath()
const args = [...chromiumArguments, '--blink-settings=defaultFontSize=32']

// A browser whose text is set to twice its size, in a window of half the usual width.
test.use({
  launchOptions: { args, ...(executablePath !== undefined && { executablePath }) },
  viewport: { width: 640, height: 800 },
  contextOptions: { reducedMotion: 'reduce' },
})

const looked = [
  'left menu', 'left menu, stale', 'muted chats unfolded', 'total explained', 'task panel', 'action refused', 'list of keys',
  'question before all is read', 'settings of an administrator', 'group chat, rights unfolded', 'installation, failed', 'a crash',
]

for (const state of states.filter(({ name }) => looked.includes(name))) {
  test.describe(() => {
    test.use(optionsOf(state))

    test(`nothing is cut off when the text is twice as large: ${state.name}`, async ({ show }) => {
      const { html } = await show(state, { lang: 'de' })
      expect(await html.evaluate(root => getComputedStyle(root).fontSize)).toBe('32px')
      expect(await misfitsIn(html)).toEqual([])
    })
  })
}
