import { RestError } from '../errors.ts'
import type { MethodCall, Methods } from '../method.ts'
import { isRecord, param, textParam } from '../params.ts'
import { phpArray } from '../php.ts'

export const optionMethods: Methods = {
  'user.option.get': { scope: null, run: call => ({ result: answer(userOptions(call), call) }) },
  'user.option.set': { scope: null, run: call => ({ result: setUserOptions(call) }) },
  'app.option.get': { scope: null, run: call => ({ result: answer(call.portal.appOptions, call) }) },
  'app.option.set': { scope: null, run: call => ({ result: setAppOptions(call) }) },
}

const userOptions = ({ portal, auth }: MethodCall) => portal.userOptions.get(auth.userId) ?? {}

/** One option by its name, or all of them: an empty map is `[]`. */
function answer(options: Record<string, unknown>, { params }: MethodCall): unknown {
  const name = textParam(params, 'option')
  return name === '' ? phpArray(Object.entries(options)) : options[name] ?? ''
}

function setUserOptions(call: MethodCall): true {
  call.portal.userOptions.set(call.auth.userId, { ...userOptions(call), ...given(call) })
  return true
}

function setAppOptions(call: MethodCall): true {
  const { portal, auth } = call
  if (!portal.users.get(auth.userId)?.admin) {
    throw new RestError('ACCESS_DENIED', 'Access denied! Administrator authorization required')
  }
  portal.appOptions = { ...portal.appOptions, ...given(call) }
  return true
}

/** Options that are not named stay as they are. */
function given({ params }: MethodCall): Record<string, unknown> {
  const options = param(params, 'options')
  if (!isRecord(options)) {
    throw new RestError('ERROR_ARGUMENT', 'Argument \'options\' is null or empty', 400)
  }
  return options
}
