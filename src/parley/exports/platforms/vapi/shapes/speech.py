"""How texts are cut, worded and pronounced before they are spoken."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.vapi.shapes.words import Number, one_of
from parley.exports.shaped import Shape

FormatPlanFormattersEnabled = Annotated[
    str,
    one_of(
        """
markdown asterisk quote dash newline colon acronym dollarAmount email date time distance unit percentage
phoneNumber number stripAsterisk
"""
    ),
]


CartesiaExperimentalControlsEmotion = Annotated[
    str,
    one_of(
        """
anger:lowest anger:low anger:high anger:highest positivity:lowest positivity:low positivity:high
positivity:highest surprise:lowest surprise:low surprise:high surprise:highest sadness:lowest sadness:low
sadness:high sadness:highest curiosity:lowest curiosity:low curiosity:high curiosity:highest
"""
    ),
]


class ExactReplacement(Shape):
    type: Literal["exact"]
    key: str
    value: str
    replaceAllEnabled: bool | None = None


class RegexOption(Shape):
    type: Literal["ignore-case", "whole-word", "multi-line"]
    enabled: bool


class RegexReplacement(Shape):
    type: Literal["regex"]
    regex: str
    value: str
    options: list[RegexOption] | None = None


class FormatPlan(Shape):
    enabled: bool | None = None
    numberToDigitsCutoff: Number | None = None
    replacements: list[ExactReplacement | RegexReplacement] | None = None
    formattersEnabled: list[FormatPlanFormattersEnabled] | None = None


class ChunkPlan(Shape):
    enabled: bool | None = None
    minCharacters: Number | None = None
    punctuationBoundaries: (
        list[Literal["。", "，", ".", "!", "?", ";", ")", "،", "۔", "।", "॥", "|", "||", ",", ":"]] | None
    ) = None
    formatPlan: FormatPlan | None = None


class CartesiaExperimentalControls(Shape):
    speed: Literal["slowest", "slow", "normal", "fast", "fastest"] | Number | None = None
    emotion: CartesiaExperimentalControlsEmotion | None = None


class CartesiaGenerationConfigExperimental(Shape):
    accentLocalization: Number | None = None


class CartesiaGenerationConfig(Shape):
    speed: Number | None = None
    volume: Number | None = None
    experimental: CartesiaGenerationConfigExperimental | None = None


class ElevenLabsPronunciationDictionaryLocator(Shape):
    pronunciationDictionaryId: str
    versionId: str | None = None


class VapiPronunciationDictionaryLocator(Shape):
    pronunciationDictId: str
    versionId: str | None = None
    provider: Literal["cartesia", "11labs"] | None = None


class TavusConversationProperties(Shape):
    maxCallDuration: Number | None = None
    participantLeftTimeout: Number | None = None
    participantAbsentTimeout: Number | None = None
    enableRecording: bool | None = None
    enableTranscription: bool | None = None
    applyGreenscreen: bool | None = None
    language: str | None = None
    recordingS3BucketName: str | None = None
    recordingS3BucketRegion: str | None = None
    awsAssumeRoleArn: str | None = None


AnyReplacement = Annotated[
    ExactReplacement | RegexReplacement,
    Field(discriminator="type"),
]
