import type { ManagedPlacement } from '../domain/installation.ts'

const unread = {
  en: 'Unread', ru: 'Непрочитанное', de: 'Ungelesen', fr: 'Non lus', it: 'Non letti', pl: 'Nieprzeczytane',
  tr: 'Okunmamış', la: 'No leídos', br: 'Não lidos', ua: 'Непрочитане', kz: 'Оқылмаған', vn: 'Chưa đọc',
  id: 'Belum dibaca', ms: 'Belum dibaca', th: 'ยังไม่ได้อ่าน', ja: '未読', sc: '未读', tc: '未讀', ar: 'غير مقروء',
  in: 'अपठित',
}

/**
 * What the app is called in each place, in the 20 languages of portals (by the portal's own codes), for LANG_ALL of
 * placement.bind. People whose language is missing see English.
 */
export const placementTitles: Readonly<Record<ManagedPlacement, Readonly<Record<string, string>>>> = {
  LEFT_MENU: unread,
  IM_NAVIGATION: unread,
  IM_SIDEBAR: {
    en: 'Chat details', ru: 'О чате', de: 'Chat-Details', fr: 'Détails du chat', it: 'Dettagli chat',
    pl: 'Szczegóły czatu', tr: 'Sohbet ayrıntıları', la: 'Detalles del chat', br: 'Detalhes do chat', ua: 'Про чат',
    kz: 'Чат туралы', vn: 'Chi tiết trò chuyện', id: 'Detail obrolan', ms: 'Butiran sembang', th: 'รายละเอียดแชต',
    ja: 'チャットの詳細', sc: '聊天详情', tc: '聊天詳情', ar: 'تفاصيل الدردشة', in: 'चैट का विवरण',
  },
}
