import { chromiumPath, headlessShellPath, shortLivedArguments } from '../../scripts/chromium.mjs'
import { expect } from './portal.ts'
import { checksIn, frameOf } from './states/checks.ts'
import { begin, journeys, optionsOf, test, titleOf } from './states/index.ts'

const executablePath = headlessShellPath() ?? chromiumPath()
const args = [...shortLivedArguments, '--blink-settings=defaultFontSize=32']

// A browser whose text is set to twice its size, in a window of half the usual width.
test.use({
  launchOptions: { args, ...(executablePath !== undefined && { executablePath }) },
  viewport: { width: 640, height: 800 },
})

/** One state of each view, by which its whole journey is looked at. */
const looked = new Set([
  'left menu', 'task panel', 'muted chats unfolded', 'settings of an administrator', 'group chat, rights unfolded', 'installation, failed', 'a crash',
])

for (const journey of journeys.filter(({ states }) => states.some(({ name }) => looked.has(name)))) {
  test.describe(() => {
    test.use(optionsOf(journey))

    test(`nothing is cut off when the text is twice as large: ${titleOf(journey)}`, async ({ page, portal }) => {
      const stage = await begin(journey, { page, portal, opening: { lang: 'de' } })
      for (const state of journey.states) {
        await test.step(state.name, async () => {
          await state.act(stage)
          const frame = await frameOf(stage.html)
          const found = await frame.evaluate(({ misfits }) => (
            { fontSize: getComputedStyle(document.documentElement).fontSize, misfits: misfits() }
          ), await checksIn(frame))
          expect(found).toEqual({ fontSize: '32px', misfits: [] })
        })
      }
    })
  })
}
