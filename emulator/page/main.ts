import { PortalPage } from './portal-page'
import { readQuery } from './query'
import { server } from './server'

const query = readQuery(location.search)
document.documentElement.dataset.theme = query.theme

const session = await server.session(query.user)
await new PortalPage(query, session).start()
