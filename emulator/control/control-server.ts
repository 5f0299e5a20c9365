import type { IncomingMessage, ServerResponse } from 'node:http'
import { readJson, sendJson } from '../http/json.ts'
import { isRecord } from '../rest/params.ts'
import type { RequestLog } from '../rest/request-log.ts'
import { ACTIONS } from './actions.ts'
import type { Control } from './control.ts'
import { ControlError } from './control-error.ts'
import { Fields } from './fields.ts'

/** Answers `/control/*`: `{ ok: true, … }`, or 400 with a message. */
export class ControlServer {
  readonly #control: Control
  readonly #log: RequestLog

  constructor(control: Control, log: RequestLog) {
    this.#control = control
    this.#log = log
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const name = url.pathname.replace('/control/', '')
    if (request.method !== 'POST') {
      this.#look(response, name)
      return
    }
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
    if (!action) {
      sendJson(response, 404, { ok: false, message: `No control ${name}` })
      return
    }
    try {
      const outcome = action(this.#control, new Fields(await readJson(request)))
      sendJson(response, 200, { ok: true, ...isRecord(outcome) && outcome })
    } catch (error) {
      if (!(error instanceof ControlError)) {
        throw error
      }
      sendJson(response, 400, { ok: false, message: error.message })
    }
  }

  #look(response: ServerResponse, name: string): void {
    switch (name) {
      case 'log':
        sendJson(response, 200, { ok: true, requests: this.#log.entries })
        break
      case 'state':
        sendJson(response, 200, { ok: true, ...this.#control.state() })
        break
      default:
        sendJson(response, 404, { ok: false, message: `Nothing to see at ${name}` })
    }
  }
}
