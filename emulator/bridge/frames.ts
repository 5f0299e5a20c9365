import { randomBytes } from 'node:crypto'
import type { PlacementCode } from '../wire.ts'

export interface OpenedFrame {
  appSid: string
  userId: number
  placement: PlacementCode
  options: Record<string, unknown>
  slider: boolean
  language: string
  device: 'desktop' | 'phone'
  /** The portal's host as the browser knows it, with the port */
  domain: string
}

/** The frames the app was opened in; each has an appSid of its own. */
export class Frames {
  readonly #frames = new Map<string, OpenedFrame>()

  open(frame: Omit<OpenedFrame, 'appSid'>): OpenedFrame {
    const opened = { ...frame, appSid: randomBytes(16).toString('hex') }
    this.#frames.set(opened.appSid, opened)
    return opened
  }

  find(appSid: string): OpenedFrame | undefined {
    return this.#frames.get(appSid)
  }
}
