export type Params = Readonly<Record<string, unknown>>

/** Names of parameters are case-insensitive on portals. */
export function param(params: Params, name: string): unknown {
  const wanted = name.toLowerCase()
  const key = Object.keys(params).find(candidate => candidate.toLowerCase() === wanted)
  return key === undefined ? undefined : params[key]
}

/** `''` where the parameter is missing or no scalar. */
export function textParam(params: Params, name: string): string {
  const value = param(params, name)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function flagParam(params: Params, name: string, byDefault: boolean): boolean {
  const value = param(params, name)
  if (value === undefined || value === '') {
    return byDefault
  }
  return value === 'Y' || value === true || value === 1 || value === '1'
}

export function listParam(params: Params, name: string): unknown[] {
  const value = param(params, name)
  if (Array.isArray(value)) {
    return value
  }
  if (isRecord(value)) {
    return Object.values(value)
  }
  return value === undefined || value === '' ? [] : [value]
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
