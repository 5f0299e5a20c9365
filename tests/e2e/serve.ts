import { startNginx, testPortals } from './nginx.ts'

/*
 * What the end-to-end tests open: the last build as it is served for real. `playwright.config.ts` starts it, on the port that
 * is its argument, and ends it.
 */
// Some tests put it into a page that is no portal (foreign-site.ts), which only the app itself can notice then.
const nginx = await startNginx({ portals: [...testPortals, 'http://127.0.0.2:*'], port: Number(process.argv[2]) })
process.once('SIGTERM', () => void nginx.close().then(() => process.exit()))
