import { type Nginx, startNginx } from './nginx.ts'
import { test as base } from './portal.ts'

/** Emulated portals stand on one of these. */
export const testPortals = ['http://localhost:*', 'http://127.0.0.1:*']

/** The app as it is served for real: behind nginx, with the policy of deploy/, to portals on localhost. */
export const test = base.extend<object, { nginx: Nginx }>({
  nginx: [async ({}, use) => {
    const nginx = await startNginx(testPortals)
    await use(nginx)
    await nginx.close()
  }, { scope: 'worker' }],

  baseURL: async ({ nginx }, use) => use(nginx.address),
})
