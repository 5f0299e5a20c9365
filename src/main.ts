import { createPinia } from 'pinia'
import { connect } from './bitrix24/connect.ts'
import { usePortalStore } from './stores/portal.ts'
import { useSyncStore } from './stores/sync.ts'

// The portal takes longer to answer than our code to load: ask first, load what shows the answer meanwhile.
const connection = connect()
const pinia = createPinia()
void usePortalStore(pinia).follow(connection)
useSyncStore(pinia)
void import('./mount.ts').then(({ mount }) => mount(pinia))
