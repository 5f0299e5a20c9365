/**
 * The texts that do not fit their place, one line each: cut off, sticking out of a box or of the page, or lying on
 * another text. Names of chats and people, in a `bdi`, and messages may be cut short; texts of ours may not.
 *
 * It runs on the page, so that it cannot use anything from outside.
 */
export function findMisfits({ ownerDocument: page }: Element): string[] {
  /** Fonts draw a little outside of their line; layouts round. */
  const slack = 1.5
  const lineSlack = 5

  interface Text { readonly element: Element, readonly words: string, readonly lines: readonly DOMRect[], readonly layer: Element }

  /** Elements share their parents, and nothing changes while they are looked at. */
  function remembering<T>(look: (element: Element) => T): (element: Element) => T {
    const known = new Map<Element, T>()
    return (element) => {
      if (!known.has(element)) known.set(element, look(element))
      return known.get(element) as T
    }
  }

  const isLayer = remembering<boolean>(element => ['fixed', 'absolute', 'sticky'].includes(getComputedStyle(element).position))
  const layerOf: (element: Element) => Element = remembering(element => (
    isLayer(element) || element.parentElement === null ? element : layerOf(element.parentElement)
  ))

  /** What only a screen reader is told takes no room. */
  const isForScreenReaders: (element: Element) => boolean = remembering(element => (
    (element.clientWidth === 1 && element.clientHeight === 1) || (element.parentElement !== null && isForScreenReaders(element.parentElement))
  ))
  const isShown = (element: Element) => (
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !isForScreenReaders(element)
  )

  const boxOf = remembering((element) => {
    const { display, overflowX, overflowY, contain } = getComputedStyle(element)
    const clips = [overflowX, overflowY].some(value => value === 'hidden' || value === 'clip') || /strict|content|paint/.test(contain)
    return {
      edges: element.getBoundingClientRect(),
      scrolls: overflowY === 'auto' || overflowY === 'scroll',
      isBox: !['inline', 'contents'].includes(display),
      isTight: clips || element.matches('button, a, li'),
    }
  })

  function textOf(element: Element): Text | null {
    const nodes = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '')
    if (nodes.length === 0 || !isShown(element)) return null
    const lines = nodes.flatMap((node) => {
      const range = page.createRange()
      range.selectNodeContents(node)
      return [...range.getClientRects()].filter(({ width }) => width > 0)
    })
    return { element, words: nodes.map(({ textContent }) => textContent?.trim()).join(' '), lines, layer: layerOf(element) }
  }

  function nameOf(element: Element): string {
    const hook = element.getAttribute('data-testid')
    return element.tagName.toLowerCase() + (hook === null ? '' : `[${hook}]`)
  }

  /** The boxes a text stands in, from its own up to the one that is placed by itself, or that scrolls. */
  function* boxesOf({ element }: Text): Generator<Element> {
    for (let box: Element | null = element; box !== null && box !== page.body; box = box.parentElement) {
      if (boxOf(box).scrolls) return
      if (boxOf(box).isBox) yield box
      if (isLayer(box)) return
    }
  }

  function faultOf(text: Text): string | null {
    for (const box of boxesOf(text)) {
      const { edges: { left, right, top, bottom }, isTight } = boxOf(box)
      for (const line of text.lines) {
        if (line.left < left - slack || line.right > right + slack) return `wider than ${nameOf(box)}`
        if (isTight && (line.top < top - lineSlack || line.bottom > bottom + lineSlack)) return `higher than ${nameOf(box)}`
      }
    }
    // What is meant to be scrolled sideways goes on beside the page.
    if (text.element.closest('[data-scrolls-sideways]') !== null) return null
    return text.lines.some(({ left, right }) => left < -slack || right > innerWidth + slack) ? 'beside the page' : null
  }

  function overlaps(one: Text, other: Text): boolean {
    if (one.layer !== other.layer) return false
    return one.lines.some(a => other.lines.some(b => (
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > lineSlack
    )))
  }

  function placeholderFault(field: HTMLInputElement): string[] {
    const { paddingInlineStart, paddingInlineEnd, font } = getComputedStyle(field)
    const canvas = page.createElement('canvas').getContext('2d')
    // Where it ends in an ellipsis, the field's name says it in full.
    if (canvas === null || !isShown(field) || getComputedStyle(field).textOverflow === 'ellipsis') return []
    canvas.font = font
    const room = field.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd)
    return canvas.measureText(field.placeholder).width > room + slack ? [`${field.placeholder}: wider than ${nameOf(field)}`] : []
  }

  const isName = ({ element }: Text) => element.closest('bdi, [data-testid="row-preview"]') !== null
  /** As much of a name as is shown: its lines go on behind the ellipsis. */
  function cutShort(text: Text): Text {
    let box = text.element
    while (getComputedStyle(box).overflowX === 'visible' && box.parentElement !== null) box = box.parentElement
    const { left, right } = box.getBoundingClientRect()
    const cut = (line: DOMRect) => new DOMRect(Math.max(left, line.left), line.top, Math.min(right, line.right) - Math.max(left, line.left), line.height)
    return { ...text, lines: text.lines.filter(line => line.left < right && line.right > left).map(cut) }
  }

  const texts = [...page.querySelectorAll('body *')].map(textOf).filter(text => text !== null)
    .map(text => (isName(text) ? cutShort(text) : text))
  const pageWidth = page.documentElement.scrollWidth
  return [
    ...(pageWidth > innerWidth ? [`the page: ${String(pageWidth)} px wide`] : []),
    ...texts.filter(text => !isName(text)).flatMap((text) => {
      const fault = faultOf(text)
      return fault === null ? [] : [`${text.words}: ${fault}`]
    }),
    ...texts.flatMap((text, index) => (
      texts.slice(index + 1).filter(other => overlaps(text, other)).map(other => `${text.words}: on top of ${other.words}`)
    )),
    ...[...page.querySelectorAll<HTMLInputElement>('input[placeholder]')].flatMap(placeholderFault),
  ]
}
