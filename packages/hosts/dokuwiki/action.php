<?php

require_once __DIR__ . '/Tag.php';
require_once __DIR__ . '/Token.php';

use Parvis\Tag;
use Parvis\Token;

/** The script of the pages, and the sign-on of the wiki. */
class action_plugin_parvis extends DokuWiki_Action_Plugin {
	public function register( Doku_Event_Handler $controller ) {
		$controller->register_hook( 'TPL_METAHEADER_OUTPUT', 'BEFORE', $this, 'addScript' );
		$controller->register_hook( 'AJAX_CALL_UNKNOWN', 'BEFORE', $this, 'answer' );
	}

	public function addScript( Doku_Event $event ) {
		$api = (string)$this->getConf( 'api' );
		if ( $api === '' ) {
			return;
		}
		$event->data['script'][] = [
			'type' => 'module',
			'src' => Tag::source( $api ),
			'data-token-url' => DOKU_BASE . 'lib/exe/ajax.php?call=parvis_token',
			'_data' => '',
		];
	}

	public function answer( Doku_Event $event ) {
		if ( $event->data !== 'parvis_token' && $event->data !== 'parvis_keys' ) {
			return;
		}
		$event->preventDefault();
		$event->stopPropagation();
		header( 'Content-Type: application/json; charset=utf-8' );
		header( 'Cache-Control: no-store' );
		echo json_encode( $event->data === 'parvis_keys' ? Token::keys( $this->key() ) : $this->token() );
	}

	private function token(): array {
		global $INPUT;
		$user = $INPUT->server->str( 'REMOTE_USER' );
		if ( $user === '' ) {
			http_status( 401 );
			return [ 'error' => 'Nobody is signed in.' ];
		}
		return [ 'token' => Token::sign( $this->key(), rtrim( DOKU_URL, '/' ), $user, time() ) ];
	}

	/** Made when it is first needed, and kept beside what the wiki knows of its pages, where no page can show it. */
	private function key(): string {
		global $conf;
		$file = $conf['metadir'] . '/_parvis.key';
		io_lock( $file );
		$key = trim( (string)io_readFile( $file, false ) );
		if ( $key === '' ) {
			$key = Token::newKey();
			file_put_contents( $file, $key );
			chmod( $file, 0600 );
		}
		io_unlock( $file );
		return $key;
	}
}
