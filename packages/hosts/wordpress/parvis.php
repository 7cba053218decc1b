<?php
/**
 * Plugin Name: Parvis
 * Description: Social widgets of the company's own Parvis server in pages and posts: a block, a shortcode, and the sign-on of this site.
 * Version: 0.1.0
 * Requires at least: 5.9
 * Requires PHP: 7.4
 * License: MIT
 * Text Domain: parvis
 */

namespace Parvis;

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/Token.php';
require_once __DIR__ . '/Tag.php';

const SETTING_API = 'parvis_api';
const SETTING_KEY = 'parvis_key';

/** The key of this site, made when it is first needed. Never loaded with the other options, never shown. */
function key(): string {
	$key = (string) get_option( SETTING_KEY, '' );
	if ( $key === '' ) {
		add_option( SETTING_KEY, Token::newKey(), '', 'no' );
		// Two requests at once: the first one's counts.
		wp_cache_delete( SETTING_KEY, 'options' );
		$key = (string) get_option( SETTING_KEY );
	}
	return $key;
}

function token_url(): string {
	return admin_url( 'admin-ajax.php?action=parvis_token', 'relative' );
}

function issuer(): string {
	return home_url();
}

/* The sign-on: admin-ajax knows the reader by the cookies of this site, and answers pages of this site alone. */
add_action( 'wp_ajax_parvis_token', function () {
	nocache_headers();
	wp_send_json( [ 'token' => Token::sign( key(), issuer(), wp_get_current_user()->user_login, time() ) ] );
} );
add_action( 'wp_ajax_nopriv_parvis_token', function () {
	nocache_headers();
	wp_send_json( [ 'error' => 'Nobody is signed in.' ], 401 );
} );
foreach ( [ 'wp_ajax_parvis_keys', 'wp_ajax_nopriv_parvis_keys' ] as $hook ) {
	add_action( $hook, function () {
		wp_send_json( Token::keys( key() ) );
	} );
}

/** What a block or shortcode leaves in the page. Who is not signed in is asked to. */
function element( $attributes ): string {
	$attributes = (array) $attributes;
	$api = (string) get_option( SETTING_API, '' );
	if ( $api === '' ) {
		return current_user_can( 'manage_options' )
			? '<p>' . esc_html__( 'Parvis: give the address of the API in Settings, Parvis.', 'parvis' ) . '</p>'
			: '';
	}
	if ( !is_user_logged_in() ) {
		return sprintf(
			'<p><a href="%s">%s</a></p>',
			esc_url( wp_login_url( (string) get_permalink() ) ),
			esc_html__( 'Sign in to read and write here', 'parvis' )
		);
	}
	wp_enqueue_script( 'parvis', Tag::source( $api ), [], null, true );
	return Tag::html( (string) ( $attributes['element'] ?? 'feed' ), $attributes );
}

/* WordPress writes classic scripts: this one is a module with options of its own. */
add_filter( 'script_loader_tag', function ( $tag, $handle ) {
	$api = (string) get_option( SETTING_API, '' );
	$language = strtolower( substr( get_user_locale(), 0, 2 ) );
	return $handle === 'parvis' ? Tag::script( $api, token_url(), $language ) . "\n" : $tag;
}, 10, 2 );

add_shortcode( 'parvis', __NAMESPACE__ . '\element' );

/** The block keeps what a shortcode says: an element and its settings, in one line. */
function block( array $attributes ): string {
	$settings = shortcode_parse_atts( (string) ( $attributes['settings'] ?? '' ) );
	return element( [ 'element' => $attributes['element'] ?? 'feed' ] + ( is_array( $settings ) ? $settings : [] ) );
}

add_action( 'init', function () {
	wp_register_script(
		'parvis-block',
		plugins_url( 'block.js', __FILE__ ),
		[ 'wp-blocks', 'wp-element', 'wp-components', 'wp-block-editor', 'wp-i18n' ],
		'0.1.0',
		true
	);
	wp_add_inline_script( 'parvis-block', 'var parvisElements = ' . wp_json_encode( Tag::ELEMENTS ) . ';', 'before' );
	register_block_type( 'parvis/element', [
		'api_version' => 2,
		'editor_script' => 'parvis-block',
		'attributes' => [
			'element' => [ 'type' => 'string', 'default' => 'feed' ],
			'settings' => [ 'type' => 'string', 'default' => '' ],
		],
		'render_callback' => __NAMESPACE__ . '\block',
	] );
} );

add_action( 'admin_init', function () {
	register_setting( 'parvis', SETTING_API, [
		'type' => 'string',
		'sanitize_callback' => function ( $address ) {
			return rtrim( esc_url_raw( trim( (string) $address ), [ 'http', 'https' ] ), '/' );
		},
	] );
} );

add_action( 'admin_menu', function () {
	add_options_page( 'Parvis', 'Parvis', 'manage_options', 'parvis', __NAMESPACE__ . '\settings_page' );
} );

function settings_page(): void {
	$origin = preg_replace( '#^(https?://[^/]+).*$#', '$1', home_url() );
	$configuration = [
		'origins' => [ $origin ],
		'issuers' => [ [ 'issuer' => issuer(), 'jwksUrl' => admin_url( 'admin-ajax.php?action=parvis_keys' ) ] ],
		'pages' => [ [ 'prefix' => trailingslashit( home_url() ) ] ],
	];
	?>
	<div class="wrap">
		<h1>Parvis</h1>
		<form method="post" action="options.php">
			<?php settings_fields( 'parvis' ); ?>
			<p>
				<label for="parvis-api"><?php esc_html_e( 'Address of the API', 'parvis' ); ?></label><br>
				<input id="parvis-api" name="<?php echo esc_attr( SETTING_API ); ?>" type="url" class="regular-text" required
					placeholder="https://social.example.intra" value="<?php echo esc_attr( get_option( SETTING_API, '' ) ); ?>">
			</p>
			<?php submit_button(); ?>
		</form>
		<h2><?php esc_html_e( 'What the API is told of this site', 'parvis' ); ?></h2>
		<p><?php esc_html_e( 'Put this into its configuration. People are found there by the user name they have here.', 'parvis' ); ?></p>
		<pre><?php echo esc_html( wp_json_encode( $configuration, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES ) ); ?></pre>
	</div>
	<?php
}
