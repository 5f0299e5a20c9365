import { RestError } from '../errors'
import { isRecord, textParam, type Params } from '../params'

const CONTEXTS = new Set(['ALL', 'USER', 'CHAT', 'LINES', 'CRM'])
const ROLES = new Set(['USER', 'ADMIN'])
const EXTRANET = new Set(['Y', 'N'])
const COLORS = new Set([
  'RED', 'GREEN', 'MINT', 'LIGHT_BLUE', 'DARK_BLUE', 'PURPLE', 'AQUA', 'PINK', 'LIME', 'BROWN', 'AZURE',
  'KHAKI', 'SAND', 'ORANGE', 'MARENGO', 'GRAY', 'GRAPHITE',
])

/** The OPTIONS of placement.bind; only IM_SIDEBAR has any, and it needs an icon. */
export function placementOptions(placement: string, given: unknown): Record<string, unknown> {
  const options = isRecord(given) ? given : {}
  if (placement !== 'IM_SIDEBAR') {
    return options
  }
  if (!/^fa-[a-z0-9-]+$/.test(textParam(options, 'iconName'))) {
    throw new RestError('ERROR_ARGUMENT', 'Argument \'iconName\' is null or empty', 400)
  }
  const contexts = textParam(options, 'context').split(';').filter(Boolean)
  requireKnown(contexts, CONTEXTS, 'context')
  requireKnown(single(options, 'role'), ROLES, 'role')
  requireKnown(single(options, 'color'), COLORS, 'color')
  requireKnown(single(options, 'extranet'), EXTRANET, 'extranet')
  return options
}

function single(options: Params, name: string): string[] {
  return [textParam(options, name)].filter(Boolean)
}

function requireKnown(values: string[], known: Set<string>, name: string): void {
  const wrong = values.find(value => !known.has(value))
  if (wrong !== undefined) {
    throw new RestError('ERROR_ARGUMENT', `Argument '${name}' has a wrong value: ${wrong}`, 400)
  }
}
