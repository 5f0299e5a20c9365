type SettingOverrides<Choice> = readonly [Choice, ...Choice[]]

const BACKGROUNDS: SettingOverrides<readonly [string, string]> = [
  ['#f9b384', '#e2725b'], ['#8ec5fc', '#5b7be2'], ['#a8e6a1', '#3fa796'], ['#f6c1d9', '#b0559a'],
  ['#ffe29a', '#e09f3e'], ['#c3b1e1', '#6a5acd'], ['#9be3de', '#2a9d8f'], ['#d6d3d1', '#78716c'],
]
const SKIN: SettingOverrides<string> = ['#f2cdb0', '#e3b08c', '#c68a63', '#8d5a3b', '#f7dcc6']
const HAIR: SettingOverrides<string> = ['#2d2320', '#5b3a24', '#a86b32', '#d9b36c', '#3a3a44', '#7a2f22']
const CLOTHES: SettingOverrides<string> = ['#34495e', '#eceff4', '#7b2d43', '#2f6f5e', '#3f4fa0', '#d9d2c5', '#222831']

/** A portrait for `/upload/avatar/N.svg`: the same number has the same face. */
export function avatarSvg(seed: number): string {
  const pick = <Choice>(choices: SettingOverrides<Choice>, step: number) => choices[(seed * step) % choices.length] ?? choices[0]
  const [light, dark] = pick(BACKGROUNDS, 5)
  const hair = pick(HAIR, 7)
  const longHair = seed % 2 === 0
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="${light}"/><stop offset="1" stop-color="${dark}"/></linearGradient></defs>
<rect width="100" height="100" fill="url(#g)"/>
${longHair ? `<path d="M26 44a24 25 0 0 1 48 0v34H26z" fill="${hair}"/>` : ''}
<path d="M12 102c0-24 16-33 38-33s38 9 38 33z" fill="${pick(CLOTHES, 3)}"/>
<path d="M41 58h18v14a9 8 0 0 1-18 0z" fill="${pick(SKIN, 11)}"/>
<ellipse cx="50" cy="45" rx="18" ry="22" fill="${pick(SKIN, 11)}"/>
<path d="M31 43c-1-16 8-24 19-24s21 7 19 24c-4-9-10-13-17-13-8 0-16 3-21 13z" fill="${hair}"/>
</svg>`
}
