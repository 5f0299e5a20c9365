import { parseBridgeMessage, type BridgeMessage } from './bridge-message.ts'
import type { AppFrame } from './app-frame.ts'
import { server } from './server.ts'

type Reply = (result?: unknown) => void

/** What the page itself can do for the app. A command that never answers leaves `reply` alone. */
export interface Performer {
  perform(frame: AppFrame, command: string, params: Record<string, unknown>, reply: Reply): void
  alert(text: string): void
}

/** The parent window's end of the bridge. It never refuses: what is wrong or denied, it does not hear. */
export class Bridge {
  readonly #performer: Performer
  readonly #frames = new Map<string, AppFrame>()
  #order: Promise<void> = Promise.resolve()

  constructor(performer: Performer) {
    this.#performer = performer
    window.bridgeLog = []
    window.addEventListener('message', event => this.#hear(event))
  }

  attach(frame: AppFrame): void {
    this.#frames.set(frame.appSid, frame)
  }

  detach(frame: AppFrame): void {
    this.#frames.delete(frame.appSid)
  }

  #hear({ data, origin }: MessageEvent): void {
    const message = parseBridgeMessage(data)
    if (!message) {
      return
    }
    const frame = this.#frames.get(message.appSid)
    if (frame?.origin !== origin) {
      return
    }
    const { command, params, appSid } = message
    window.bridgeLog.push({ command, params, appSid })
    this.#order = this.#order.then(() => this.#obey(frame, message)).catch(() => {
      // A server that is gone makes a silent portal
    })
  }

  async #obey(frame: AppFrame, { command, params, callback }: BridgeMessage): Promise<void> {
    const reply: Reply = (result) => {
      const json = result === undefined ? '' : JSON.stringify(result)
      frame.element.contentWindow?.postMessage(`${callback}:${json}`, frame.origin)
    }
    const verdict = await server.verdict(frame.appSid, command, params)
    switch (verdict.kind) {
      case 'answer':
        reply(verdict.result)
        break
      case 'perform':
        this.#performer.perform(frame, command, toRecord(params), reply)
        break
      case 'alert':
        this.#performer.alert(verdict.text)
        break
      case 'reload':
        location.reload()
        break
      case 'silence':
    }
  }
}

function toRecord(params: unknown): Record<string, unknown> {
  return typeof params === 'object' && params !== null ? { ...params } : {}
}
