import type { AddressInfo } from 'node:net'
import type { Control } from './control/control.ts'
import { systemTimer, type Timer } from './control/office-day.ts'
import { assemble } from './emulator.ts'
import { pageAssets } from './http/assets.ts'
import type { Certificate } from './http/site.ts'
import type { LoggedRequest } from './rest/request-log.ts'
import type { ScenarioName, ScenarioOptions } from './scenarios/index.ts'
import type { Portal } from './state/portal.ts'
import type { PlacementCode } from './wire.ts'

export { SCENARIO_NAMES } from './scenarios/index.ts'

export interface EmulatorOptions {
  /** The app's handler URL */
  app: string
  /** An app that the portal hosts itself, opened by GET. @default false */
  isStatic?: boolean
  /** Makes it a portal on https, with this certificate for its host. @default none: http */
  tls?: Certificate
  /** @default 0, any free one */
  port?: number
  /** @default '127.0.0.1' */
  host?: string
  /** @default 'demo' */
  scenario?: ScenarioName
  scenarioOptions?: ScenarioOptions
  /** Milliseconds since the epoch. @default Date.now */
  now?: () => number
  /** What waits between the events of an office day. @default setTimeout */
  timer?: Timer
}

export interface PageOptions {
  placement?: PlacementCode
  /** The chat whose sidebar is open, or which the messenger shows */
  dialog?: string
  user?: number
  /** As a portal sends it in LANG */
  lang?: string
  theme?: 'light' | 'dark'
  device?: 'desktop' | 'phone'
  /** Nothing but the frame */
  bare?: boolean
}

export interface Emulator {
  /** Such as `http://127.0.0.1:8024` */
  origin: string
  /** The state itself, to look at and to change in-process */
  portal: Portal
  control: Control
  /** REST requests received, the oldest first */
  requests: readonly LoggedRequest[]
  pageUrl(options?: PageOptions): string
  close(): Promise<void>
}

/** Starts a local Bitrix24 portal: its page, the bridge to the app's frames, REST, and the controls. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { app, isStatic = false, tls, port = 0, host = '127.0.0.1', scenario = 'demo', scenarioOptions, now = Date.now, timer = systemTimer } = options
  const assets = await pageAssets()
  const { portal, control, officeDay, log, server } = assemble({ app, isStatic, tls, scenario, scenarioOptions, now, timer, assets })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const origin = `${tls ? 'https' : 'http'}://${host}:${(server.address() as AddressInfo).port}`
  return {
    origin,
    portal,
    control,
    requests: log.entries,
    pageUrl: page => pageUrl(origin, page),
    close: () => new Promise<void>((resolve, reject) => {
      officeDay.stop()
      server.close(error => error ? reject(error) : resolve())
      server.closeAllConnections()
    }),
  }
}

function pageUrl(origin: string, { bare, ...options }: PageOptions = {}): string {
  const url = new URL('/', origin)
  for (const [name, value] of Object.entries({ ...options, ...bare && { bare: 1 } })) {
    url.searchParams.set(name, String(value))
  }
  return url.href
}
