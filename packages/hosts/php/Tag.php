<?php

namespace Parvis;

/** The tags of Parvis as an editor of pages may write them: known elements, attributes that are plain settings. */
final class Tag {
	const ELEMENTS = [
		'feed', 'post', 'composer', 'discussion', 'count', 'feed-keys', 'communities', 'person', 'profile-card',
		'expertise-search', 'flag-button', 'charter', 'moderation', 'skills',
	];

	/** Empty for what is no element. Attributes that are no settings are left out. */
	public static function html( string $element, array $attributes ): string {
		if ( !in_array( $element, self::ELEMENTS, true ) ) {
			return '';
		}
		$html = "<parvis-$element";
		foreach ( $attributes as $name => $value ) {
			// Editors that know no attribute without a value list those by number.
			if ( is_int( $name ) ) {
				[ $name, $value ] = [ $value, '' ];
			}
			$name = strtolower( (string)$name );
			if ( self::isSetting( $name ) ) {
				$html .= " $name=\"" . self::escape( (string)$value ) . '"';
			}
		}
		return "$html></parvis-$element>";
	}

	/** The one script of a page. */
	public static function script( string $api, string $tokenUrl, string $language = '' ): string {
		$html = '<script type="module" src="' . self::escape( self::source( $api ) ) . '"';
		$html .= ' data-token-url="' . self::escape( $tokenUrl ) . '"';
		return $html . ( $language === '' ? '' : ' data-lang="' . self::escape( $language ) . '"' ) . '></script>';
	}

	public static function source( string $api ): string {
		return rtrim( $api, '/' ) . '/embed/v1/parvis.js';
	}

	/** No handler, no look, and nothing that says in whose name or with whom it speaks. */
	private static function isSetting( string $name ): bool {
		return preg_match( '/^[a-z][a-z-]*$/', $name ) === 1
			&& strncmp( $name, 'on', 2 ) !== 0
			&& strncmp( $name, 'data-', 5 ) !== 0
			&& !in_array( $name, [ 'style', 'class', 'id', 'slot', 'is', 'part', 'element', 'api', 'token-url' ], true );
	}

	private static function escape( string $text ): string {
		return htmlspecialchars( $text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8' );
	}
}
