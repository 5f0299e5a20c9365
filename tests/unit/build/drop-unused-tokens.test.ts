import { describe, expect, it } from 'vitest'
import { unusedTokens } from '../../../build/drop-unused-tokens.ts'

const style = (code: string) => ({ filename: 'style.css', code })
const unusedIn = (code: string, mentioned: string[] = []) => [...unusedTokens([style(code)], mentioned)].sort()

describe('unusedTokens', () => {
  it('finds what no declaration uses', () => {
    expect(unusedIn(':root { --used: red; --unused: blue } a { color: var(--used) }')).toEqual(['--unused'])
  })

  it('keeps what a used property is made of, and what that is made of', () => {
    expect(unusedIn(':root { --a: var(--b); --b: var(--c, var(--d)); --c: 1px; --d: 2px; --e: var(--f); --f: 0 } a { margin: calc(var(--a) * 2) }'))
      .toEqual(['--e', '--f'])
  })

  it('keeps what any theme of a used property is made of', () => {
    expect(unusedIn(':root { --text: var(--black); --black: #000 } .dark { --text: var(--white); --white: #fff } a { color: var(--text) }')).toEqual([])
  })

  it('looks into at-rules, nested rules, shorthands and fallbacks', () => {
    const code = `
      :root { --a: 1px; --b: 2px; --c: red; --d: 3px; --e: 4px }
      @layer base { @media (width > 1px) { a { &:hover { border: var(--a) solid var(--c) } padding: var(--none, var(--b)) } } }
      @keyframes grow { to { width: var(--d) } }
    `
    expect(unusedIn(code)).toEqual(['--e'])
  })

  it('lets one style sheet use what another declares', () => {
    expect([...unusedTokens([style(':root { --a: var(--b) }'), style(':root { --b: 1px } a { margin: var(--a) }')], [])]).toEqual([])
  })

  it('keeps what is mentioned elsewhere, also by the beginning of its name', () => {
    expect(unusedIn(':root { --size-s: 1px; --size-m: 2px; --gap: var(--inner); --inner: 0; --rest: 1 }', ['--size-', '--gap'])).toEqual(['--rest'])
  })

  it('takes no other property for a custom one, not even one that the parser does not know', () => {
    const code = ':root { --a: 1 } a { pointer-events: none; object-fit: cover; font-variant-numeric: tabular-nums; not-invented: var(--a) }'
    expect(unusedIn(code)).toEqual([])
  })

  it('is not misled by a property that uses itself', () => {
    expect(unusedIn(':root { --a: var(--b); --b: var(--a) }')).toEqual(['--a', '--b'])
  })
})
