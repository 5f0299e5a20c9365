import { createPinia } from 'pinia'
import { connect } from './bitrix24/connect.ts'
import { catchCrashes } from './crash.ts'
import { guessLanguage, loadTexts } from './i18n/texts.ts'
import { usePortalStore } from './stores/portal.ts'
import { useSyncStore } from './stores/sync.ts'

catchCrashes()

// The portal takes longer to answer than our code to load: ask first, load what shows the answer meanwhile.
const connection = connect()
const pinia = createPinia()
void usePortalStore(pinia).follow(connection)
useSyncStore(pinia)

const texts = loadTexts(guessLanguage())
void import('./mount.ts').then(async ({ mount }) => mount(pinia, await texts))
