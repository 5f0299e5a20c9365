import { parseArgs } from 'node:util'
import { SCENARIO_NAMES, startEmulator } from './index.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8024' },
    host: { type: 'string', default: '127.0.0.1' },
    app: { type: 'string', default: 'http://localhost:5173/' },
    scenario: { type: 'string', default: 'demo' },
  },
})

const scenario = SCENARIO_NAMES.find(name => name === values.scenario)
if (!scenario) {
  console.error(`Unknown scenario ${values.scenario}; there are ${SCENARIO_NAMES.join(', ')}`)
  process.exit(1)
}

const emulator = await startEmulator({ app: values.app, port: Number(values.port), host: values.host, scenario })
console.log(`Portal: ${emulator.origin}/`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void emulator.close().then(() => process.exit(0)))
}
