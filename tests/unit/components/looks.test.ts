import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialsOf } from '../../../src/components/base/initials.ts'
import { textColorOn } from '../../../src/components/base/text-color.ts'

describe('initials', () => {
  it.each([
    ['Peter Johnson', 'PJ'],
    ['design team chat', 'DT'],
    ['"Q4" report', 'R'],
    ['Анна Иванова', 'АИ'],
    ['李雷', '李'],
    ['👩‍💻 Ops', 'O'],
    ['नि कि', 'निकि'],
    ['', ''],
    ['***', ''],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})

describe('text on a colour', () => {
  const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  const luminance = ([red, green, blue]: number[]) => (
    0.2126 * channel((red ?? 0) / 255) + 0.7152 * channel((green ?? 0) / 255) + 0.0722 * channel((blue ?? 0) / 255)
  )

  it('can always be read (WCAG AA, 4.5 to 1)', () => {
    const byte = fc.nat(255)
    fc.assert(fc.property(byte, byte, byte, (...rgb) => {
      const background = `#${rgb.map(value => value.toString(16).padStart(2, '0')).join('')}`
      const [light, dark] = [luminance(rgb), textColorOn(background) === '#fff' ? 1 : 0].toSorted((a, b) => b - a)
      expect(((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)).toBeGreaterThanOrEqual(4.5)
    }))
  })

  it('reads short colours as long ones', () => {
    expect([textColorOn('#fff'), textColorOn('#000'), textColorOn('#ff0')]).toEqual(['#000', '#fff', '#000'])
  })
})
