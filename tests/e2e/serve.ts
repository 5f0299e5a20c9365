import { startNginx, testPortals } from './nginx.ts'

/*
 * What the end-to-end tests open: the last build as it is served for real. `playwright.config.ts` starts it, on the port that
 * is its argument, and ends it.
 */
const nginx = await startNginx({ portals: testPortals, port: Number(process.argv[2]) })
process.once('SIGTERM', () => void nginx.close().then(() => process.exit()))
