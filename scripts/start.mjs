import { ensureDependencies } from './setup.mjs'

ensureDependencies()

const { createServer } = await import('vite')
const { tsImport } = await import('tsx/esm/api')
const { startEmulator } = await tsImport('../emulator/index.ts', import.meta.url)

const app = await createServer({ server: { host: 'localhost', port: 5173 }, logLevel: 'warn', clearScreen: false })
await app.listen()
const portal = await startEmulator({
  host: 'localhost',
  port: Number(process.env.PORT ?? 8024),
  app: app.resolvedUrls.local[0],
  scenario: 'demo',
})

console.log(`\n  Unread is running. Open the portal: ${portal.origin}/\n`)

async function stop() {
  await Promise.all([portal.close(), app.close()])
  process.exit()
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
