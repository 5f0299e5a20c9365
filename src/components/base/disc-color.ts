/** The greatest relative luminance on which white reaches 4.5:1 (WCAG AA). */
const maxLuminance = 1.05 / 4.5 - 0.05

/**
 * The colour of a disc with white letters: the colour itself where white can be read on it, else the same hue, darker
 * by as much as 4.5:1 takes.
 *
 * @param color `#rgb` or `#rrggbb`
 * @returns `#rrggbb`
 */
export function discColor(color: string): string {
  const channels = channelsOf(color)
  const luminance = luminanceOf(channels)
  const share = luminance <= maxLuminance ? 1 : maxLuminance / luminance
  return `#${channels.map(channel => hexOf(channel * share)).join('')}`
}

/** Red, green and blue as linear light, from 0 to 1. */
function channelsOf(color: string): number[] {
  const digits = color.length === 4 ? color.replace(/[\da-f]/gi, '$&$&') : color
  return [1, 3, 5]
    .map(start => Number.parseInt(digits.slice(start, start + 2), 16) / 255)
    .map(channel => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4))
}

function luminanceOf([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Rounds down, so that rounding makes nothing too light; the tiny amount keeps what was exact before. */
function hexOf(channel: number): string {
  const encoded = channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055
  return Math.floor(encoded * 255 + 1e-6).toString(16).padStart(2, '0')
}
