import { isRecord, type Params } from './params.ts'

const REFERENCE = /\$result((?:\[[^\]]+\])+)/g

/**
 * Puts the results of earlier commands where a value of a later one says `$result[key][field]`, as portals do. What
 * there is no result for becomes an empty text. A value that is nothing but a reference may become a list or a map.
 */
export function withResults(params: Params, results: Readonly<Record<string, unknown>>): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, substituted(value, results)]))
}

function substituted(value: unknown, results: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value)) {
    return value.map(item => substituted(item, results))
  }
  if (isRecord(value)) {
    return withResults(value, results)
  }
  if (typeof value !== 'string') {
    return value
  }
  const [only] = value.matchAll(REFERENCE)
  if (only?.[0] === value) {
    return resultAt(only[1], results)
  }
  return value.replaceAll(REFERENCE, (_reference, path: string) => {
    const result = resultAt(path, results)
    return typeof result === 'string' || typeof result === 'number' ? String(result) : ''
  })
}

function resultAt(path = '', results: Readonly<Record<string, unknown>>): unknown {
  let found: unknown = results
  for (const [, key = ''] of path.matchAll(/\[([^\]]+)\]/g)) {
    const holder: Readonly<Record<string, unknown>> = typeof found === 'object' && found !== null ? { ...found } : {}
    found = Object.hasOwn(holder, key) ? holder[key] : undefined
  }
  return found ?? ''
}
