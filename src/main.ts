import { createPinia } from 'pinia'
import { connect } from './bitrix24/connect.ts'
import { catchCrashes } from './browser/crash.ts'
import { detectLanguage, loadMessages } from './i18n/load-messages.ts'
import { useConnectionStore } from './stores/connection.ts'
import { useSyncStore } from './stores/sync.ts'

catchCrashes()

// The portal takes longer to answer than our code to load: ask first, load what shows the answer meanwhile.
const connection = connect()
const pinia = createPinia()
void useConnectionStore(pinia).follow(connection)
useSyncStore(pinia)

const texts = loadMessages(detectLanguage())
void import('./mount.ts').then(async ({ mount }) => mount(pinia, await texts))
