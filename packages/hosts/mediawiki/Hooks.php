<?php

namespace Parvis;

use MediaWiki\MediaWikiServices;
use Parser;
use PPFrame;

/** `<parvis-feed scope="community" for="it-help" />` in wikitext, for every element. */
class Hooks {
	public static function onParserFirstCallInit( Parser $parser ) {
		foreach ( Tag::ELEMENTS as $element ) {
			$parser->setHook( "parvis-$element", static function ( $text, array $attributes, Parser $parser, PPFrame $frame )
				use ( $element ) {
				$api = (string)MediaWikiServices::getInstance()->getMainConfig()->get( 'ParvisApi' );
				if ( $api === '' ) {
					return '';
				}
				$parser->getOutput()->addHeadItem( Tag::script( $api, self::tokenUrl() ), 'parvis' );
				foreach ( $attributes as $name => $value ) {
					$attributes[$name] = $parser->recursivePreprocess( $value, $frame );
				}
				return Tag::html( $element, $attributes );
			} );
		}
	}

	private static function tokenUrl(): string {
		return wfAppendQuery( wfScript( 'api' ), [ 'action' => 'parvistoken', 'format' => 'json' ] );
	}

	/** Whom tokens are from: this wiki. */
	public static function issuer(): string {
		return wfExpandUrl( wfScript( 'api' ), PROTO_CANONICAL );
	}
}
