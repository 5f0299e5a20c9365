import { RestError } from '../errors.ts'

/** A portal wants the address of a site in the open: http(s), and a dot in the host's name. */
export function checkHandler(handler: string): void {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(handler) ?? []
  if (scheme !== undefined && !/^https?$/i.test(scheme)) {
    throw new RestError('ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported event handler protocol', 400)
  }
  if (!URL.canParse(handler) || !new URL(handler).hostname.includes('.')) {
    throw new RestError('ERROR_WRONG_HANDLER_URL', 'Wrong handler URL', 400)
  }
}
