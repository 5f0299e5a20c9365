import { until } from '@vueuse/core'
import { createPinia } from 'pinia'
import { connect } from './bitrix24/connect.ts'
import { catchCrashes } from './browser/crash.ts'
import { yieldToMain } from './browser/yield-to-main.ts'
import { detectLanguage, loadMessages } from './i18n/load-messages.ts'
import { useConnectionStore } from './stores/connection.ts'
import { useSyncStore } from './stores/sync.ts'
import { hasNumbers } from './storage/last-numbers.ts'

/** How long the page waits for the first request to be sent, in ms. */
const longestWait = 300

catchCrashes()

// The portal takes longer to answer than our code to load and to start: it is asked first, all else happens meanwhile.
const connection = connect()
void yieldToMain().then(start)

async function start(): Promise<void> {
  const mountModule = import('./mount.ts')
  const texts = loadMessages(detectLanguage())
  const pinia = createPinia()
  void useConnectionStore(pinia).follow(connection)
  const sync = useSyncStore(pinia)
  const { mount } = await mountModule
  const loaded = await texts
  // Drawing takes as long as an answer: it is done while the answer is on its way, unless there is something to show.
  if (!hasNumbers()) {
    await until(() => sync.isAsking || sync.state !== 'loading').toBe(true, { timeout: longestWait })
    await yieldToMain()
  }
  void mount(pinia, loaded)
}
