import { phpArray } from './php.ts'

type Node = string | Map<string, Node>

/** Reads a query string as PHP does: `ID[0]=5&ID[1]=7` is `{ ID: ['5', '7'] }`, `a[x][y]=1` nests, `a[]=` appends. */
export function parseQuery(query: string): Record<string, unknown> {
  const root = new Map<string, Node>()
  for (const pair of query.split('&')) {
    if (pair === '') {
      continue
    }
    const separator = pair.indexOf('=')
    const name = decode(separator < 0 ? pair : pair.slice(0, separator))
    const value = separator < 0 ? '' : decode(pair.slice(separator + 1))
    place(root, path(name), value)
  }
  return Object.fromEntries([...root].map(([name, node]) => [name, plain(node)]))
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}

function path(name: string): string[] {
  const [base = ''] = name.split('[', 1)
  const brackets = [...name.slice(base.length).matchAll(/\[([^\]]*)\]/g)]
  return [base, ...brackets.map(([, key = '']) => key)]
}

function place(root: Map<string, Node>, keys: string[], value: string): void {
  let map = root
  keys.forEach((key, depth) => {
    const name = key === '' && depth > 0 ? String(map.size) : key
    if (depth === keys.length - 1) {
      map.set(name, value)
      return
    }
    const known = map.get(name)
    const next = known instanceof Map ? known : new Map<string, Node>()
    map.set(name, next)
    map = next
  })
}

function plain(node: Node): unknown {
  return typeof node === 'string' ? node : phpArray([...node].map(([key, child]) => [key, plain(child)] as const))
}
