import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { discColor } from '../../../src/components/base/disc-color.ts'
import { initialsOf } from '../../../src/components/base/initials.ts'

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

describe('the disc behind white initials', () => {
  const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  const luminance = ([red, green, blue]: readonly number[]) => (
    0.2126 * channel((red ?? 0) / 255) + 0.7152 * channel((green ?? 0) / 255) + 0.0722 * channel((blue ?? 0) / 255)
  )
  const contrastWithWhite = (rgb: readonly number[]) => 1.05 / (luminance(rgb) + 0.05)
  const hexOf = (rgb: readonly number[]) => `#${rgb.map(value => value.toString(16).padStart(2, '0')).join('')}`
  const rgbOf = (hex: string) => [1, 3, 5].map(start => Number.parseInt(hex.slice(start, start + 2), 16))
  const anyColor = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255))

  it('lets them be read on any colour (WCAG AA, 4.5 to 1), and is no darker than that takes', () => {
    fc.assert(fc.property(anyColor, (rgb) => {
      const disc = rgbOf(discColor(hexOf(rgb)))
      expect(contrastWithWhite(disc)).toBeGreaterThanOrEqual(4.5)
      if (contrastWithWhite(rgb) < 4.5) expect(contrastWithWhite(disc)).toBeLessThan(4.7)
    }))
  })

  it('keeps a colour on which white can be read', () => {
    fc.assert(fc.property(anyColor.filter(rgb => contrastWithWhite(rgb) >= 4.5), (rgb) => {
      expect(discColor(hexOf(rgb))).toBe(hexOf(rgb))
    }))
  })

  it('keeps the hue of a colour that is too light', () => {
    fc.assert(fc.property(anyColor, (rgb) => {
      const disc = rgbOf(discColor(hexOf(rgb)))
      const order = [0, 1, 2].toSorted((a, b) => (rgb[a] ?? 0) - (rgb[b] ?? 0))
      const [least = 0, middle = 0, most = 0] = order.map(index => disc[index])
      expect(least).toBeLessThanOrEqual(middle)
      expect(middle).toBeLessThanOrEqual(most)
    }))
  })

  it('reads short colours as long ones', () => {
    expect(discColor('#00f')).toBe('#0000ff')
    expect(discColor('#fff')).toBe(discColor('#ffffff'))
  })
})
