import { PortalPage } from './portal-page.ts'
import { readQuery } from './query.ts'
import { server } from './server.ts'

const query = readQuery(location.search)
document.documentElement.dataset.theme = query.theme

const session = await server.session(query.user)
await new PortalPage(query, session).start()
