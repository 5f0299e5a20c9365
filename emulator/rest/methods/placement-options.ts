import { RestError } from '../errors.ts'
import { isRecord, param, textParam } from '../params.ts'

interface OptionRule {
  /** What the portal keeps where the app gives nothing; without one, the option is required */
  byDefault?: string
  code: string
  isValid(value: string): boolean
}

const CONTEXTS = new Set(['ALL', 'USER', 'CHAT', 'LINES', 'CRM'])
const ROLES = new Set(['USER', 'ADMIN'])
const EXTRANET = new Set(['Y', 'N'])
const COLORS = new Set([
  '', 'RED', 'GREEN', 'MINT', 'LIGHT_BLUE', 'DARK_BLUE', 'PURPLE', 'AQUA', 'PINK', 'LIME', 'BROWN', 'AZURE',
  'KHAKI', 'SAND', 'ORANGE', 'MARENGO', 'GRAY', 'GRAPHITE',
])

const iconName: OptionRule = { code: 'INVALID_ERROR_ICON_NAME', isValid: name => name.length <= 50 && /[a-zA-Z -]/.test(name) }
const extranet: OptionRule = { byDefault: 'N', code: 'INVALID_ERROR_EXTRANET', isValid: value => EXTRANET.has(value) }
const role: OptionRule = { byDefault: 'USER', code: 'INVALID_ERROR_ROLE', isValid: value => ROLES.has(value) }
const color: OptionRule = { byDefault: '', code: 'INVALID_ERROR_COLOR', isValid: value => COLORS.has(value) }
const context: OptionRule = {
  byDefault: 'ALL',
  code: 'INVALID_ERROR_CONTEXT',
  isValid: value => value.trim().split(';').every(each => CONTEXTS.has(each)),
}

const RULES: Record<string, Record<string, OptionRule>> = {
  IM_SIDEBAR: { iconName, extranet, context, role, color },
  IM_NAVIGATION: { iconName, extranet, role },
}

/**
 * The OPTIONS of placement.bind as a portal keeps them: what the placement does not know is dropped, what is left out
 * has its default. A wrong value is refused in an answer with HTTP 200 (S).
 */
export function placementOptions(placement: string, given: unknown): Record<string, string> {
  const options = isRecord(given) ? given : {}
  const rules = Object.entries(RULES[placement] ?? {})
  const missing = rules.find(([name, { byDefault }]) => byDefault === undefined && param(options, name) === undefined)
  if (missing) {
    throw new RestError('ERROR_ARGUMENT', `Argument '${missing[0]}' is null or empty`, 400)
  }
  return Object.fromEntries(rules.map(([name, { byDefault = '', code, isValid }]) => {
    const value = param(options, name) === undefined ? byDefault : textParam(options, name)
    if (!isValid(value)) {
      throw new RestError(code, `Field ${name} is invalid.`, 200)
    }
    return [name, value]
  }))
}
