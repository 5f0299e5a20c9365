import type { Server } from 'node:http'
import { BridgeServer } from './bridge/bridge-server.ts'
import { Frames } from './bridge/frames.ts'
import { Control } from './control/control.ts'
import { ControlServer } from './control/control-server.ts'
import { OfficeDay, type Timer } from './control/office-day.ts'
import { Faults } from './faults.ts'
import type { Asset } from './http/assets.ts'
import { PageData } from './http/page-data.ts'
import { PortalServer } from './http/portal-server.ts'
import { type Certificate, createSite } from './http/site.ts'
import { CLOUD_LIMITS, LeakyBucket } from './rest/leaky-bucket.ts'
import { OperatingTime } from './rest/operating-time.ts'
import { RequestLog } from './rest/request-log.ts'
import { RestServer } from './rest/rest-server.ts'
import { buildScenario, type ScenarioName, type ScenarioOptions } from './scenarios/index.ts'
import { Portal } from './state/portal.ts'
import { Tokens } from './tokens.ts'

export interface AssemblyOptions {
  app: string
  isStatic: boolean
  tls?: Certificate | undefined
  scenario: ScenarioName
  scenarioOptions?: ScenarioOptions | undefined
  now: () => number
  timer: Timer
  assets: ReadonlyMap<string, Asset>
}

export interface Assembly {
  portal: Portal
  control: Control
  officeDay: OfficeDay
  log: RequestLog
  server: Server
}

const MEMBER_ID = 'da45a03b265edd8787f8a258d793cc5d'
const APPLICATION_TOKEN = '51856fefc120afa4b628cc82d3935cce'
const WEBHOOK_CODE = 'emulator'

/** Puts a portal together; it does not listen yet. */
export function assemble({ app, isStatic, tls, scenario, scenarioOptions, now, timer, assets }: AssemblyOptions): Assembly {
  const portal = new Portal(now)
  const tokens = new Tokens(now)
  const frames = new Frames()
  const faults = new Faults()
  const bucket = new LeakyBucket(now)
  const operating = new OperatingTime(now)
  const log = new RequestLog()
  const officeDay = new OfficeDay(portal, timer)

  const load = (name: ScenarioName, options?: ScenarioOptions) => {
    officeDay.stop()
    buildScenario(portal, name, options)
    bindApp(portal, app)
    faults.clear()
    operating.clear()
    bucket.limits = CLOUD_LIMITS
    bucket.fill(0)
    log.clear()
  }
  load(scenario, scenarioOptions)

  const control = new Control({ portal, tokens, faults, bucket, operating, officeDay, log, load })
  const isHttps = tls !== undefined
  const server = createSite({
    assets,
    tls,
    sections: {
      rest: new RestServer({ portal, tokens, faults, bucket, operating, log, webhookCode: WEBHOOK_CODE }),
      control: new ControlServer(control, log),
      portal: new PortalServer({
        bridge: new BridgeServer({ portal, tokens, frames, faults, memberId: MEMBER_ID, isHttps }),
        pageData: new PageData(portal, faults, bucket, officeDay),
        form: { portal, tokens, frames, memberId: MEMBER_ID, applicationToken: APPLICATION_TOKEN, app, isStatic, isHttps },
      }),
    },
  })
  return { portal, control, officeDay, log, server }
}

/** A scenario starts with the app installed and bound to all of its placements. */
function bindApp(portal: Portal, handler: string): void {
  const text = { title: 'Unread', description: '', languages: { en: { TITLE: 'Unread', DESCRIPTION: '' } } }
  portal.placements = [
    { placement: 'LEFT_MENU', handler, options: {}, ...text },
    { placement: 'IM_SIDEBAR', handler, options: { iconName: 'fa-bell-o', context: 'ALL', role: 'USER' }, ...text },
    { placement: 'IM_NAVIGATION', handler, options: { iconName: 'fa-bell-o', role: 'USER', extranet: 'N' }, ...text },
  ]
}
