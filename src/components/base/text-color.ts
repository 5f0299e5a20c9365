/**
 * Black or white, whichever is easier to read on a background (WCAG relative luminance); never below 4.5:1,
 * since one of the two always reaches it.
 *
 * @param background `#rgb` or `#rrggbb`
 */
export function textColorOn(background: string): '#000' | '#fff' {
  const luminance = luminanceOf(background)
  const withWhite = 1.05 / (luminance + 0.05)
  const withBlack = (luminance + 0.05) / 0.05
  return withWhite >= withBlack ? '#fff' : '#000'
}

function luminanceOf(color: string): number {
  const digits = color.length === 4 ? color.replace(/[\da-f]/gi, '$&$&') : color
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(start => Number.parseInt(digits.slice(start, start + 2), 16) / 255)
    .map(channel => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
