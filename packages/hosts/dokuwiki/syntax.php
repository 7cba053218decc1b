<?php

require_once __DIR__ . '/Tag.php';

use Parvis\Tag;

/** `<parvis-feed scope="community" for="it-help">` in a page, for every element. */
class syntax_plugin_parvis extends DokuWiki_Syntax_Plugin {
	public function getType() {
		return 'substition';
	}

	public function getPType() {
		return 'block';
	}

	public function getSort() {
		return 200;
	}

	public function connectTo( $mode ) {
		$this->Lexer->addSpecialPattern( '<parvis-[a-z-]+(?:[^>"]|"[^"]*")*>', $mode, 'plugin_parvis' );
	}

	public function handle( $match, $state, $position, Doku_Handler $handler ) {
		preg_match( '/^<parvis-([a-z-]+)/', $match, $name );
		preg_match_all( '/\s([a-z-]+)(?:="([^"]*)")?/', $match, $found, PREG_SET_ORDER );
		$attributes = [];
		foreach ( $found as $one ) {
			$attributes[$one[1]] = html_entity_decode( $one[2] ?? '', ENT_QUOTES );
		}
		return [ $name[1], $attributes ];
	}

	public function render( $mode, Doku_Renderer $renderer, $data ) {
		if ( $mode !== 'xhtml' ) {
			return false;
		}
		$renderer->doc .= Tag::html( ...$data );
		return true;
	}
}
