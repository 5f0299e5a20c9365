import type { ManagedPlacement } from '../domain/installation.ts'

const unread = {
  en: 'Unread', ru: 'Непрочитанное', de: 'Ungelesen', fr: 'Non lus', it: 'Non letti', pl: 'Nieprzeczytane',
  tr: 'Okunmayanlar', la: 'No leídos', br: 'Não lidas', ua: 'Непрочитане', kz: 'Оқылмағандар', vn: 'Chưa đọc',
  id: 'Belum dibaca', ms: 'Belum dibaca', th: 'ยังไม่ได้อ่าน', ja: '未読', sc: '未读', tc: '未讀', ar: 'غير المقروءة',
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
    en: 'Chat details', ru: 'Сведения о чате', de: 'Chatdetails', fr: 'Détails du chat', it: 'Dettagli della chat',
    pl: 'Szczegóły czatu', tr: 'Sohbet ayrıntıları', la: 'Detalles del chat', br: 'Detalhes do chat', ua: 'Відомості про чат',
    kz: 'Чат туралы мәліметтер', vn: 'Chi tiết cuộc trò chuyện', id: 'Detail obrolan', ms: 'Butiran sembang', th: 'รายละเอียดแชท',
    ja: 'チャットの詳細', sc: '聊天详情', tc: '聊天詳細資訊', ar: 'تفاصيل الدردشة', in: 'चैट का विवरण',
  },
}
