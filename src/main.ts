import { createPinia } from 'pinia'
import { connect } from './bitrix24/connect.ts'
import { catchCrashes } from './browser/crash.ts'
import { yieldToMain } from './browser/yield-to-main.ts'
import { detectLanguage, loadMessages } from './i18n/load-messages.ts'
import { useConnectionStore } from './stores/connection.ts'
import { useSyncStore } from './stores/sync.ts'

catchCrashes()

// The portal takes longer to answer than our code to load and to start: it is asked first, all else happens meanwhile.
const connection = connect()
void yieldToMain().then(start)

async function start(): Promise<void> {
  const mountModule = import('./mount.ts')
  const texts = loadMessages(detectLanguage())
  const pinia = createPinia()
  void useConnectionStore(pinia).follow(connection)
  useSyncStore(pinia)
  const { mount } = await mountModule
  void mount(pinia, await texts)
}
