import { mountModule, texts } from './first-parts.ts'
import { createPinia } from 'pinia'
import { connect } from './bitrix24/connect.ts'
import { catchCrashes } from './browser/crash.ts'
import { useConnectionStore } from './stores/connection.ts'
import { useSyncStore } from './stores/sync.ts'

catchCrashes()

// The portal takes longer to answer than our code to load: ask first, show the answer by what is loaded meanwhile.
const connection = connect()
const pinia = createPinia()
void useConnectionStore(pinia).follow(connection)
useSyncStore(pinia)

void mountModule.then(async ({ mount }) => mount(pinia, await texts))
