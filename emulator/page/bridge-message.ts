import type { BridgeLogEntry } from '../wire.ts'

export interface BridgeMessage extends BridgeLogEntry {
  callback: string
}

/** Reads `command:JSON:callbackKey:appSid`, or the object that carries a command with a colon in its name. */
export function parseBridgeMessage(data: unknown): BridgeMessage | undefined {
  if (typeof data === 'string') {
    const parts = data.split(':')
    const [command] = parts
    const callback = parts.at(-2)
    const appSid = parts.at(-1)
    if (parts.length < 3 || !command || callback === undefined || appSid === undefined) {
      return undefined
    }
    return { command, params: json(parts.slice(1, -2).join(':')), callback, appSid }
  }
  if (typeof data !== 'object' || data === null || !('method' in data && 'appSid' in data)) {
    return undefined
  }
  const params = 'params' in data ? data.params : null
  const callback = 'callback' in data ? String(data.callback) : ''
  return { command: String(data.method), params, callback, appSid: String(data.appSid) }
}

function json(text: string): unknown {
  if (text === '') {
    return null
  }
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
