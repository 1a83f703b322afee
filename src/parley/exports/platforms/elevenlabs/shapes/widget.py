"""The widget for web pages."""

from typing import Literal

from pydantic import Field

from parley.exports.shaped import Shape

WidgetEndFeedbackType = Literal["rating"]
EmbedVariant = Literal["tiny", "compact", "full", "expandable"]
WidgetPlacement = Literal["top-left", "top", "top-right", "bottom-left", "bottom", "bottom-right"]
WidgetExpandable = Literal["never", "mobile", "desktop", "always"]
WidgetFeedbackMode = Literal["none", "during", "end"]


class AllowlistItem(Shape):
    hostname: str


class ImageAvatar(Shape):
    type: Literal["image"]
    url: str | None = None


class OrbAvatar(Shape):
    type: Literal["orb"]
    color_1: str | None = None
    color_2: str | None = None


class URLAvatar(Shape):
    type: Literal["url"]
    custom_url: str | None = None


class WidgetEndFeedback(Shape):
    type: WidgetEndFeedbackType | None = None


class WidgetTermsTranslation(Shape):
    source_hash: str
    text: str


class WidgetTextContents(Shape):
    main_label: str | None = None
    start_call: str | None = None
    start_chat: str | None = None
    new_call: str | None = None
    end_call: str | None = None
    mute_microphone: str | None = None
    change_language: str | None = None
    collapse: str | None = None
    expand: str | None = None
    copied: str | None = None
    accept_terms: str | None = None
    dismiss_terms: str | None = None
    listening_status: str | None = None
    speaking_status: str | None = None
    connecting_status: str | None = None
    chatting_status: str | None = None
    input_label: str | None = None
    input_placeholder: str | None = None
    input_placeholder_text_only: str | None = None
    input_placeholder_new_conversation: str | None = None
    user_ended_conversation: str | None = None
    agent_ended_conversation: str | None = None
    conversation_id: str | None = None
    error_occurred: str | None = None
    copy_id: str | None = None
    initiate_feedback: str | None = None
    request_follow_up_feedback: str | None = None
    thanks_for_feedback: str | None = None
    thanks_for_feedback_details: str | None = None
    follow_up_feedback_placeholder: str | None = None
    submit: str | None = None
    go_back: str | None = None
    send_message: str | None = None
    text_mode: str | None = None
    voice_mode: str | None = None
    switched_to_text_mode: str | None = None
    switched_to_voice_mode: str | None = None
    copy_: str | None = Field(default=None, alias="copy")
    download: str | None = None
    wrap: str | None = None
    agent_working: str | None = None
    agent_done: str | None = None
    agent_error: str | None = None
    attach_file: str | None = None
    remove_file: str | None = None
    file_upload_error: str | None = None
    file_type_unsupported: str | None = None
    file_too_large: str | None = None
    file_limit_reached: str | None = None
    typing_indicator: str | None = None
    queue_timed_out: str | None = None
    queue_waiting_status: str | None = None
    queue_waiting_status_short: str | None = None
    rich_content_unavailable: str | None = None


class WidgetTextContentsTranslation(Shape):
    source: dict[str, str] | None = None
    text: dict[str, str] | None = None


class WidgetLanguagePreset(Shape):
    text_contents: WidgetTextContents | None = None
    text_contents_translation: WidgetTextContentsTranslation | None = None
    terms_text: str | None = None
    terms_html: str | None = None
    terms_key: str | None = None
    terms_translation: WidgetTermsTranslation | None = None


class WidgetStyles(Shape):
    base: str | None = None
    base_hover: str | None = None
    base_active: str | None = None
    base_border: str | None = None
    base_subtle: str | None = None
    base_primary: str | None = None
    base_error: str | None = None
    accent: str | None = None
    accent_hover: str | None = None
    accent_active: str | None = None
    accent_border: str | None = None
    accent_subtle: str | None = None
    accent_primary: str | None = None
    overlay_padding: float | None = None
    button_radius: float | None = None
    input_radius: float | None = None
    bubble_radius: float | None = None
    sheet_radius: float | None = None
    compact_sheet_radius: float | None = None
    dropdown_sheet_radius: float | None = None


class Widget(Shape):
    variant: EmbedVariant | None = None
    placement: WidgetPlacement | None = None
    expandable: WidgetExpandable | None = None
    avatar: OrbAvatar | URLAvatar | ImageAvatar | None = None
    feedback_mode: WidgetFeedbackMode | None = None
    end_feedback: WidgetEndFeedback | None = None
    bg_color: str | None = None
    text_color: str | None = None
    btn_color: str | None = None
    btn_text_color: str | None = None
    border_color: str | None = None
    focus_color: str | None = None
    border_radius: int | None = None
    btn_radius: int | None = None
    action_text: str | None = None
    start_call_text: str | None = None
    end_call_text: str | None = None
    expand_text: str | None = None
    listening_text: str | None = None
    speaking_text: str | None = None
    shareable_page_text: str | None = None
    shareable_page_show_terms: bool | None = None
    terms_text: str | None = None
    terms_html: str | None = None
    terms_key: str | None = None
    show_avatar_when_collapsed: bool | None = None
    disable_banner: bool | None = None
    override_link: str | None = None
    markdown_link_allowed_hosts: list[AllowlistItem] | None = None
    markdown_link_include_www: bool | None = None
    markdown_link_allow_http: bool | None = None
    mic_muting_enabled: bool | None = None
    transcript_enabled: bool | None = None
    text_input_enabled: bool | None = None
    conversation_mode_toggle_enabled: bool | None = None
    default_expanded: bool | None = None
    always_expanded: bool | None = None
    dismissible: bool | None = None
    show_agent_status: bool | None = None
    show_conversation_id: bool | None = None
    strip_audio_tags: bool | None = None
    syntax_highlight_theme: Literal["light", "dark"] | None = None
    text_contents: WidgetTextContents | None = None
    styles: WidgetStyles | None = None
    show_resize_button: bool | None = None
    language_selector: bool | None = None
    supports_text_only: bool | None = None
    custom_avatar_path: str | None = None
    language_presets: dict[str, WidgetLanguagePreset] | None = None
    end_confirmation_enabled: bool | None = None
    mobile_fullscreen: bool | None = None
    transcript_speech_sync_enabled: bool | None = None
