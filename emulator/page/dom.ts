type Attributes = Record<string, string | boolean | undefined>

/** Makes an element; texts become text nodes, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string') {
      made.setAttribute(name, value)
    } else if (value) {
      made.toggleAttribute(name, true)
    }
  }
  made.append(...children)
  return made
}

export function button(label: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label)
  made.addEventListener('click', onClick)
  return made
}

export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  shape.setAttribute('d', path)
  svg.append(shape)
  return svg
}

/** A picture, or the initials on a colour. */
export function avatar({ name, avatar: source, color }: { name: string, avatar: string, color: string }, className = 'avatar'): HTMLElement {
  const face = element('span', { class: className, 'aria-hidden': 'true' })
  face.style.backgroundColor = color
  if (source) {
    face.append(element('img', { src: source, alt: '' }))
  } else {
    const words = name.split(/\s+/).filter(word => /^[\p{L}\p{N}]/u.test(word))
    face.append(words.slice(0, 2).map(word => word.slice(0, 1)).join('').toUpperCase())
  }
  return face
}
