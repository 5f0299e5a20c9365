/** A value as part of a query string, as RFC 3986 wants it. Half a character becomes the replacement character. */
const encoded = (text: string) => (
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
)

function* pairs(key: string, value: unknown): Generator<string> {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    yield `${encoded(key)}=${encoded(String(value))}`
  } else if (value === null) {
    yield `${encoded(key)}=`
  } else if (value instanceof Date) {
    yield `${encoded(key)}=${encoded(value.toISOString())}`
  } else if (typeof value === 'object') {
    for (const [name, part] of Object.entries(value)) yield* pairs(`${key}[${name}]`, part)
  }
}

/** What the SDK uses of qs: the params of a command of a batch, as PHP reads them, with `a[b]=c` for what is nested. */
export function stringify(params: Readonly<Record<string, unknown>>): string {
  return Object.entries(params).flatMap(([key, value]) => [...pairs(key, value)]).join('&')
}
