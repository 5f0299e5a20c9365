import AlertAccentIcon from '@bitrix24/b24icons-vue/outline/AlertAccentIcon'
import ChatsIcon from '@bitrix24/b24icons-vue/outline/ChatsIcon'
import ClockIcon from '@bitrix24/b24icons-vue/outline/ClockIcon'
import CollabIcon from '@bitrix24/b24icons-vue/outline/CollabIcon'
import CopilotIcon from '@bitrix24/b24icons-vue/outline/CopilotIcon'
import GroupIcon from '@bitrix24/b24icons-vue/outline/GroupIcon'
import HamburgerMenuIcon from '@bitrix24/b24icons-vue/outline/HamburgerMenuIcon'
import MentionIcon from '@bitrix24/b24icons-vue/outline/MentionIcon'
import MessageIcon from '@bitrix24/b24icons-vue/outline/MessageIcon'
import MessagesIcon from '@bitrix24/b24icons-vue/outline/MessagesIcon'
import NotificationIcon from '@bitrix24/b24icons-vue/outline/NotificationIcon'
import NotificationOffIcon from '@bitrix24/b24icons-vue/outline/NotificationOffIcon'
import OpenChannelsIcon from '@bitrix24/b24icons-vue/outline/OpenChannelsIcon'
import PersonIcon from '@bitrix24/b24icons-vue/outline/PersonIcon'
import TaskIcon from '@bitrix24/b24icons-vue/outline/TaskIcon'
import type { FunctionalComponent } from 'vue'
import type { ConversationKind } from '../../domain/conversation.ts'

/** Everything that has a counter of its own in the navigation. */
export type CounterKey = 'all' | 'for-me' | ConversationKind | 'notify' | 'muted' | 'later' | 'tasks-expired' | 'tasks-new-comments'

export const kindIcons: Readonly<Record<CounterKey, FunctionalComponent>> = {
  'all': HamburgerMenuIcon,
  'for-me': MentionIcon,
  'dialog': PersonIcon,
  'chat': GroupIcon,
  'copilot': CopilotIcon,
  'collab': CollabIcon,
  'lines': OpenChannelsIcon,
  'tasks-task': TaskIcon,
  'channel-comment': MessagesIcon,
  'other': ChatsIcon,
  'notify': NotificationIcon,
  'muted': NotificationOffIcon,
  'later': ClockIcon,
  'tasks-expired': AlertAccentIcon,
  'tasks-new-comments': MessageIcon,
}
