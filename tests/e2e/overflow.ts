import type { FrameLocator } from '@playwright/test'

/**
 * The texts that do not fit their place, one line each: cut off, sticking out of a box or of the page, or lying on
 * another text. Names of chats and people, in a `bdi`, and messages may be cut short; texts of ours may not.
 */
export async function misfits(app: FrameLocator): Promise<string[]> {
  return app.locator('html').evaluate(findMisfits)
}

/** Runs on the page, so that it cannot use anything from outside. */
function findMisfits({ ownerDocument: page }: Element): string[] {
  /** Fonts draw a little outside of their line; layouts round. */
  const slack = 1.5
  const lineSlack = 5

  interface Text { readonly element: Element, readonly words: string, readonly lines: readonly DOMRect[], readonly layer: Element | null }

  const isLayer = (element: Element) => ['fixed', 'absolute', 'sticky'].includes(getComputedStyle(element).position)
  function layerOf(element: Element): Element | null {
    for (let place: Element | null = element; place !== null; place = place.parentElement) if (isLayer(place)) return place
    return null
  }

  /** What only a screen reader is told takes no room. */
  function isShown(element: Element): boolean {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
    for (let place: Element | null = element; place !== null; place = place.parentElement) {
      if (place.clientWidth === 1 && place.clientHeight === 1) return false
    }
    return true
  }

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
  function* boxesOf({ element }: Text): Generator<{ readonly box: Element, readonly isTight: boolean }> {
    for (let box: Element | null = element; box !== null && box !== page.body; box = box.parentElement) {
      const { display, overflowX, overflowY, contain } = getComputedStyle(box)
      if (overflowY === 'auto' || overflowY === 'scroll') return
      const clips = [overflowX, overflowY].some(value => value === 'hidden' || value === 'clip') || /strict|content|paint/.test(contain)
      if (!['inline', 'contents'].includes(display)) yield { box, isTight: clips || box.matches('button, a, li') }
      if (isLayer(box)) return
    }
  }

  function faultOf(text: Text): string | null {
    for (const { box, isTight } of boxesOf(text)) {
      const { left, right, top, bottom } = box.getBoundingClientRect()
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
