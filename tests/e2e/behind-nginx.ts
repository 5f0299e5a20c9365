import { type Nginx, startNginx, testPortals } from './nginx.ts'
import { test as base } from './portal.ts'

/** The app as it is served for real: behind nginx, with the policy of deploy/, to portals on localhost. */
export const test = base.extend<object, { nginx: Nginx }>({
  nginx: [async ({}, use) => {
    const nginx = await startNginx({ portals: testPortals })
    await use(nginx)
    await nginx.close()
  }, { scope: 'worker' }],

  baseURL: async ({ nginx }, use) => use(nginx.address),
})
